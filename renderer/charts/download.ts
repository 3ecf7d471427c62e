/** Long enough for the browser to have read the file. */
const READ_TIME = 60_000;

/** Hands a file to the person: the browser's download, or the window's save dialog. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_TIME);
}

/** A title as the name of a file: `MAE by steps ahead` → `mae-by-steps-ahead`. */
export function fileName(title: string): string {
  return (
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'chart'
  );
}
