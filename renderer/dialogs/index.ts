export { ask } from './ask';
export { choosePath, uploadFile } from './choosePath';
export { FilePicker } from './FilePicker';
export { Questions } from './Questions';
