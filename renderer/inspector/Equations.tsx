import 'katex/dist/katex.min.css';
import { renderToString } from 'katex';
import { useMemo } from 'react';
import type { Equation } from '../../engine/nodes';
import classes from './Inspector.module.css';

/** Equations in the faces of KaTeX, each with what it gives. */
export function Equations({ equations }: { equations: readonly Equation[] }) {
  return (
    <dl className={classes.equations}>
      {equations.map(({ tex, label = '' }) => (
        <div key={tex} className={classes.equation}>
          <dd>
            <Tex tex={tex} />
          </dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}

/** One formula among words. */
export function Tex({ tex }: { tex: string }) {
  const html = useMemo(() => renderToString(tex, { throwOnError: false }), [tex]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX writes it from the program's own equations
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
