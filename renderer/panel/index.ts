/** What the panels of the dock have in common. */
export { DataChanged } from './DataChanged';
export { Empty } from './Empty';
export { Facts } from './Facts';
export { Failed } from './Failed';
export { sayFailure } from './failure';
export { Message } from './Message';
export { Waiting } from './Waiting';
