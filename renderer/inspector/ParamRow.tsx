import { Select, Switch, Tooltip } from '@mantine/core';
import type { GraphNode, ParamValue } from '../../engine/graph';
import type { ParamKind } from '../../engine/nodes';
import { NumberField } from '../fields';
import { latest, settleGesture, useData } from '../store';
import classes from './Inspector.module.css';
import { ListField, parseNames, parseSizes } from './ListField';
import { SeveralField } from './SeveralField';
import { setParam } from './setting';

interface Props {
  node: GraphNode;
  name: string;
  kind: ParamKind;
}

/** A parameter with the control that fits its kind; its help shows on its name. */
export function ParamRow({ node, name, kind }: Props) {
  return (
    <div className={classes.param} data-param={name}>
      <Tooltip label={kind.help} position="left" events={{ hover: true, focus: false, touch: true }}>
        <span className={classes.label}>{kind.label}</span>
      </Tooltip>
      <div className={classes.control}>
        <Control node={node} name={name} kind={kind} />
      </div>
    </div>
  );
}

function Control({ node, name, kind }: Props) {
  const value: ParamValue = node.params[name] ?? null;
  const set = (next: ParamValue) => setParam(node, name, kind, next);
  const named = { label: kind.label, description: kind.help };
  switch (kind.kind) {
    case 'int':
    case 'float':
      return (
        <NumberField<number | null>
          key={node.id}
          bare
          label={kind.label}
          help={kind.help}
          value={typeof value === 'number' ? value : null}
          schema={kind.schema}
          step={kind.kind === 'int' ? 1 : stepOf(kind)}
          none={kind.none}
          onChange={(next) => setParam(node, name, kind, next, { gesture: `set ${node.id} ${name}` })}
          onSettle={settleGesture}
        />
      );
    case 'flag':
      return (
        <Switch
          aria-label={kind.label}
          aria-description={kind.help}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          className={classes.select}
          aria-label={kind.label}
          aria-description={kind.help}
          data={kind.options.map((option) => ({ value: option, label: kind.labels?.[option] ?? option }))}
          value={String(value)}
          onChange={(next) => next !== null && set(next)}
        />
      );
    case 'choices':
      return <SeveralField {...named} value={namesIn(value)} options={kind.options} none={kind.none} onChange={set} />;
    case 'ints':
      return (
        <ListField
          key={node.id}
          {...named}
          value={Array.isArray(value) ? value.map(Number) : null}
          none={kind.none}
          separator=" × "
          parse={parseSizes}
          onChange={set}
        />
      );
    case 'names':
      return <Names node={node} name={name} kind={kind} />;
  }
}

/** Columns of the data, ticked; typed while the data are not known. */
function Names({ node, name, kind }: Props) {
  const columns = useData(({ prepared }) => latest(prepared)?.spec.columns);
  const value = namesIn(node.params[name] ?? null);
  const set = (next: readonly string[]) => setParam(node, name, kind, next);
  const none = kind.kind === 'names' ? kind.none : '';
  if (columns && columns.length > 0) {
    return <SeveralField label={kind.label} description={kind.help} value={value} options={columns} none={none} onChange={set} />;
  }
  return (
    <ListField
      label={kind.label}
      description={kind.help}
      value={value.length === 0 ? null : value}
      none={none}
      separator=", "
      parse={parseNames}
      onChange={(next) => set(next ?? [])}
    />
  );
}

function namesIn(value: ParamValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A twentieth of a small range, rounded to a figure people count in. */
function stepOf({ min, max }: { min: number; max: number }): number {
  const range = max - min;
  return range <= 1 ? 0.05 : range <= 10 ? 0.1 : 1;
}
