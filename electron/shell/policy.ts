/**
 * What a page of the program may load: its own files and nothing else. Mantine sets styles on elements, hence 'unsafe-inline' for
 * styles; charts are exported by way of blob and data addresses. `connect`: where it may open connections to.
 */
export function contentPolicy({ connect }: { connect: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
