import { check, formatShape, type Problem } from '../check';
import { type Graph, topologicalOrder } from '../graph';
import type { DataSpec } from '../nodes';
