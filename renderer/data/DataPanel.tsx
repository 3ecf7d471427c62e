import { latest, useData, useProject } from '../store';
import { LabelledData } from './LabelledData';
import { NoData } from './NoData';
import { TableData } from './TableData';
import { TaskData } from './TaskData';
import { TextData } from './TextData';

/** Where the data come from, what they hold, and what the network will see of them. */
export function DataPanel() {
  const { data } = useProject();
  const profile = useData((state) => latest(state.profile));
  const prepared = useData((state) => latest(state.prepared));
  switch (data.is) {
    case 'none':
      return <NoData />;
    case 'table':
      return <TableData recipe={data} profile={profile?.is === 'table' ? profile : null} prepared={prepared} />;
    case 'words':
    case 'characters':
      return <TextData recipe={data} profile={profile} prepared={prepared} />;
    case 'labelled':
      return <LabelledData recipe={data} profile={profile?.is === 'table' ? profile : null} prepared={prepared} />;
    case 'task':
      return <TaskData recipe={data} prepared={prepared} />;
  }
}
