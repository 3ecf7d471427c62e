import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal } from '../../engine/api';
import { front, sendFile } from '../transport';

/** A file on its way to the server's folder. */
export interface SendingFile {
  readonly name: string;
  readonly size: number;
  /** Bytes of it that have gone. */
  readonly sent: number;
  readonly cancel: () => void;
}

/** Sends files, one at a time; what is on its way is given up when the component goes. `send` → its path there; null when given up. */
export function useUpload(): { readonly sending: SendingFile | null; readonly send: (file: File) => Promise<string | null> } {
  const [sending, setSending] = useState<SendingFile | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const send = useCallback(async (file: File) => {
    if (front === 'desktop') throw new Refusal(`"${file.name}" does not say where it stands: save it to a folder, and open it from there.`);
    if (current.current) throw new Refusal(`Another file is being sent: wait for it or cancel it, then send "${file.name}" again.`);
    const own = new AbortController();
    current.current = own;
    const show = (sent: number) => setSending({ name: file.name, size: file.size, sent, cancel: () => own.abort() });
    show(0);
    try {
      return await sendFile(file, { signal: own.signal, onSent: show });
    } finally {
      current.current = null;
      setSending(null);
    }
  }, []);
  return { sending, send };
}
