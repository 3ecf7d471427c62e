export { ask } from './ask';
export { choosePath } from './choosePath';
export { FilePicker } from './FilePicker';
export { Questions } from './Questions';
export { Sending } from './Sending';
export { useUpload } from './useUpload';
