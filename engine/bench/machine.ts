import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  readonly node: string;
  readonly date: string;
  /** Multiplications and additions of 32-bit numbers a second that one core can do, in 10⁹; null where no compiler is. */
  readonly peak: number | null;
}

export function describeMachine(): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory: totalmem(),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    peak: measurePeak(),
  };
}

function measurePeak(): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'));
  try {
    const program = join(folder, 'peak');
    const compiled = spawnSync('c++', ['-O3', '-march=native', join(import.meta.dirname, 'peak.cc'), '-o', program]);
    if (compiled.status !== 0) return null;
    return Number(spawnSync(program, { encoding: 'utf8' }).stdout.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
