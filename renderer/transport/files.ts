import { downloadAddress, fileAnswerSchema, MAX_UPLOAD, Refusal, uploadAddress } from '../../engine/api';
import { formatBytes } from '../../engine/check';

/** Files between a browser and the server's folder: they go beside the line, so that they are never in memory as a whole. */

/** Sends a file to the server's folder. `onSent` hears how many of its bytes have gone. → its path there; null when `signal` ended it. */
export function sendFile(file: File, { signal, onSent }: { signal: AbortSignal; onSent: (bytes: number) => void }): Promise<string | null> {
  if (file.size > MAX_UPLOAD) {
    const text = `"${file.name}" is larger than ${formatBytes(MAX_UPLOAD)}: put it into the server's folder and open it from there.`;
    return Promise.reject(new Refusal(text));
  }
  return new Promise((resolve, reject) => {
    // `fetch` does not say how far it is.
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () => {
      const answer = read(request.responseText);
      if (answer !== undefined && 'path' in answer) resolve(answer.path);
      else reject(refusal(answer, request.status));
    });
    request.addEventListener('error', () => {
      reject(new Refusal(`"${file.name}" could not be sent: it changed or cannot be read, or the server does not answer. Send it again.`));
    });
    request.addEventListener('abort', () => resolve(null));
    signal.addEventListener('abort', () => request.abort());
    request.open('PUT', uploadAddress(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(file);
  });
}

/** Brings a file of the server's folder, or a folder as a zip, to the browser's downloads. */
export async function fetchToDownloads(path: string): Promise<void> {
  const address = downloadAddress(path);
  // A download says nothing when it is refused: so it is asked for first.
  const asked = await request(address, 'HEAD');
  if (!asked.ok) {
    const refused = await request(address, 'GET');
    const text = refused.ok ? '' : await refused.text();
    throw refusal(read(text), refused.status);
  }
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

function request(address: string, method: 'HEAD' | 'GET'): Promise<Response> {
  return fetch(address, { method, cache: 'no-store' }).catch(() => {
    throw new Refusal('The server does not answer, so nothing could be fetched. Try it again when it does.');
  });
}

function read(text: string) {
  try {
    return fileAnswerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function refusal(answer: ReturnType<typeof read>, status: number): Refusal {
  return new Refusal(answer !== undefined && 'text' in answer ? answer.text : `The server gave no answer that can be read (${status}).`);
}
