/** Whether what stands in out/ was built from the sources as they are. */
export function isBuilt(): boolean;
/** Builds what is not built yet. */
export function ensureBuilt(): void;
/** What stands in out/ is not a whole build any more. */
export function markUnbuilt(): void;
