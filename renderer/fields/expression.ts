/** Arithmetic typed into a number field, such as `2*64` or `(10+2)/3`: numbers, + − * / ^ and brackets. */

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

/** → the value, or undefined where the text is no expression or its value is not finite. */
export function evaluate(text: string): number | undefined {
  const tokens = tokenise(text);
  if (!tokens || tokens.length === 0) return undefined;
  const reader: Reader = { tokens, at: 0 };
  const value = sum(reader);
  return reader.at === tokens.length && value !== undefined && Number.isFinite(value) ? value : undefined;
}

function tokenise(text: string): string[] | undefined {
  const plain = text
    .replaceAll('−', '-')
    .replaceAll('×', '*')
    .replaceAll('·', '*')
    .replaceAll('÷', '/')
    .replace(/(\d),(?=\d{3}\b)/g, '$1');
  const tokens = plain.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[-+*/^()]|\S/gi) ?? [];
  return tokens.every((token) => /^[\d.]|^[-+*/^()]$/.test(token)) ? tokens : undefined;
}

function sum(reader: Reader): number | undefined {
  let value = product(reader);
  while (value !== undefined && (peek(reader) === '+' || peek(reader) === '-')) {
    const sign = reader.tokens[reader.at++] === '+' ? 1 : -1;
    const next = product(reader);
    value = next === undefined ? undefined : value + sign * next;
  }
  return value;
}

function product(reader: Reader): number | undefined {
  let value = signed(reader);
  while (value !== undefined && (peek(reader) === '*' || peek(reader) === '/')) {
    const times = reader.tokens[reader.at++] === '*';
    const next = signed(reader);
    value = next === undefined ? undefined : times ? value * next : value / next;
  }
  return value;
}

function signed(reader: Reader): number | undefined {
  if (peek(reader) !== '-' && peek(reader) !== '+') return power(reader);
  const sign = reader.tokens[reader.at++] === '-' ? -1 : 1;
  const value = signed(reader);
  return value === undefined ? undefined : sign * value;
}

function power(reader: Reader): number | undefined {
  const base = atom(reader);
  if (base === undefined || peek(reader) !== '^') return base;
  reader.at++;
  const exponent = signed(reader);
  return exponent === undefined ? undefined : base ** exponent;
}

function atom(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at++];
  if (token === undefined) return undefined;
  if (token !== '(') {
    const value = Number(token);
    return /^[\d.]/.test(token) && Number.isFinite(value) ? value : undefined;
  }
  const value = sum(reader);
  return reader.tokens[reader.at++] === ')' ? value : undefined;
}

function peek(reader: Reader): string | undefined {
  return reader.tokens[reader.at];
}
