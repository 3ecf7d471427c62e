import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { Template } from '../../engine/api';
import classes from './start.module.css';
import { TemplateCard } from './TemplateCard';
import { useTemplates } from './templates';

type Category = NonNullable<Template['project']['about']>['category'];

const FILTERS: readonly { readonly value: Category | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'text', label: 'Text' },
  { value: 'time series', label: 'Time series' },
  { value: 'concept', label: 'Concepts' },
];
/** Cards that stand in for what is still being read. */
const WAITING = 6;

export function TemplateGallery() {
  const { templates, looked, retry } = useTemplates();
  const [filter, setFilter] = useState<string>('all');
  const all = templates.is === 'ready' ? templates.list : [];
  const fits = (value: string) => all.filter(({ project }) => value === 'all' || project.about?.category === value);
  const filters = FILTERS.filter(({ value }) => value === 'all' || fits(value).length > 0);
  return (
    <main className={classes.gallery} aria-labelledby="templates-title">
      <div className={classes.galleryHead}>
        <h2 id="templates-title" className={classes.sectionTitle}>
          Start from a template
        </h2>
        {all.length > 0 && (
          <SegmentedControl
            aria-label="Kind of template"
            value={filter}
            onChange={setFilter}
            data={filters.map(({ value, label }) => ({ value, label: `${label} ${fits(value).length}` }))}
          />
        )}
      </div>
      {templates.is === 'failed' && (
        <div role="alert" className={classes.refusal}>
          The templates could not be read: {templates.text}
          <Button onClick={retry}>Try again</Button>
        </div>
      )}
      <ul className={classes.cards} aria-busy={templates.is === 'loading'}>
        {templates.is === 'loading' &&
          Array.from({ length: WAITING }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <li key={index}>
              <Skeleton height={236} radius="md" />
            </li>
          ))}
        {fits(filter).map((template) => (
          <li key={template.id}>
            <TemplateCard template={template} looked={looked.get(template.id)} />
          </li>
        ))}
      </ul>
    </main>
  );
}
