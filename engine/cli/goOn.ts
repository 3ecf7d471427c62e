/** The command that goes on with a run, to be copied into a shell. `file`, `run` and `out` are said as the person said them. */
export function goOnCommand({ file, run, out }: { file: string; run: string; out: string | undefined }): string {
  const where = out === undefined ? '' : ` --out ${quoteForShell(out)}`;
  return `npm start -- train ${quoteForShell(file)} --resume ${quoteForShell(run)}${where}`;
}

/** One word of a command line: left as it is where no shell would change it, else in quotes. */
export function quoteForShell(text: string, platform: NodeJS.Platform = process.platform): string {
  // Neither cmd nor PowerShell has a quote within a name: Windows forbids them in paths.
  if (platform === 'win32') return /^[\w@+=:,./\\-]+$/.test(text) ? text : `"${text}"`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
