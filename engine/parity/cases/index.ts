import type { ParityCase } from '../request';
import { attentionCases } from './attention';
import { coreCases } from './core';
import { recurrentCases } from './recurrent';
import { wholeCases } from './whole';

/** A layer at a time over a grid of its options, then whole networks. */
export const layerCases: readonly ParityCase[] = [...recurrentCases, ...attentionCases, ...coreCases, ...wholeCases];
