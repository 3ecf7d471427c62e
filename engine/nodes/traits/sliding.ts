/** A window that slides over time steps, as convolutions and pools have one. */
export interface Sliding {
  /** Time steps in the window. */
  readonly size: number;
  /** Steps from one window to the next. */
  readonly stride: number;
  /** Steps between two places of the window; 1 where they are neighbours. */
  readonly dilation: number;
  /** Valid: windows lie within the sequence. Same: padded at both ends. Causal: padded before its start. */
  readonly padding: 'valid' | 'same' | 'causal';
}

/** How many windows there are; less than 1 where none fits. keras/src/ops/operation_utils.py */
export function slidingSteps(time: number, { size, stride, dilation, padding }: Sliding): number {
  const first = padding === 'valid' ? time - dilation * (size - 1) - 1 : time - 1;
  return Math.floor(first / stride) + 1;
}
