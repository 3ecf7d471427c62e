/** What the panels of the dock have in common. */
export { Empty } from './Empty';
export { Facts } from './Facts';
export { sayFailure } from './failure';
export { Message } from './Message';
