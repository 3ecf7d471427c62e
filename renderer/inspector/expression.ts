/** Numbers as people type them: `64`, `2*64`, `(3 + 1) * 32`, `1e-3`. */

/** → the value; undefined where the text is no sum of numbers. Division by zero gives no value either. */
export function evaluate(text: string): number | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reader = { tokens, at: 0 };
  const value = sum(reader);
  return value !== undefined && reader.at === tokens.length && Number.isFinite(value) ? value : undefined;
}

type Token = number | '+' | '-' | '*' | '/' | '(' | ')';

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

const TOKEN = /\s*(?:(\d+(?:[.,]\d+)*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([-+*/()×÷−]))/iy;

/** Signs that people find on their keyboards and in texts. */
const SIGNS: Readonly<Record<string, Token>> = { '×': '*', '÷': '/', '−': '-' };

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (!found) return undefined;
    const [, number, sign] = found;
    if (number !== undefined) {
      const value = numberOf(number);
      if (value === undefined) return undefined;
      tokens.push(value);
    } else if (sign !== undefined) tokens.push(SIGNS[sign] ?? (sign as Token));
  }
  return tokens.length > 0 ? tokens : undefined;
}

/** `1,024` is a thousand and twenty-four; other commas say nothing certain. */
function numberOf(text: string): number | undefined {
  if (!text.includes(',')) return text.split('.').length > 2 ? undefined : Number(text);
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? Number(text.replace(/,/g, '')) : undefined;
}

function sum(reader: Reader): number | undefined {
  let value = product(reader);
  while (value !== undefined && (reader.tokens[reader.at] === '+' || reader.tokens[reader.at] === '-')) {
    const sign = reader.tokens[reader.at++];
    const next = product(reader);
    value = next === undefined ? undefined : sign === '+' ? value + next : value - next;
  }
  return value;
}

function product(reader: Reader): number | undefined {
  let value = factor(reader);
  while (value !== undefined && (reader.tokens[reader.at] === '*' || reader.tokens[reader.at] === '/')) {
    const sign = reader.tokens[reader.at++];
    const next = factor(reader);
    value = next === undefined ? undefined : sign === '*' ? value * next : value / next;
  }
  return value;
}

function factor(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at++];
  if (typeof token === 'number') return token;
  if (token === '-' || token === '+') {
    const value = factor(reader);
    return value === undefined ? undefined : token === '-' ? -value : value;
  }
  if (token !== '(') return undefined;
  const value = sum(reader);
  return reader.tokens[reader.at++] === ')' ? value : undefined;
}
