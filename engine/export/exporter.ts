import type { Exported, ExportFormat } from '../api/results';
import type { TrainedModel } from '../evaluate/trained';
import { exportTfjs } from './tfjs/exporter';

type Exporter = (model: TrainedModel, folder: string) => Promise<Exported>;

/** Writes a trained model into a folder, reads it back and compares before it answers. */
export const exporters: Readonly<Record<ExportFormat, Exporter>> = { tfjs: exportTfjs };
