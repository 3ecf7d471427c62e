/** Controls of forms: what is not allowed is said in place, and the old value stays. */
export { Field, NumberField } from './NumberField';
export { partOf } from './refusal';
