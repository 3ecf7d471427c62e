/** What the panels of the dock have in common. */
export { Empty } from './Empty';
export { Facts } from './Facts';
export { Message } from './Message';
