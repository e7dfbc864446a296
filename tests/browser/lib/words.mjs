// The vocabulary of the HTML and JSON contract.

/** The differences from one edition to another, by severity. */
export const DIFFS = [
  'lost', 'deferred', 'lowered', 'narrowed', 'mixed', 'changed',
  'unknown', 'raised', 'widened', 'gained', 'same',
];

/** What a cell can be. */
export const STATES = [
  'yes', 'no', 'partial', 'planned', 'unknown', 'na', 'limit', 'set', 'text', 'parts',
];

/**
 * The groups of a verdict and the differences that each one counts. A verdict counts either these
 * groups or single differences.
 */
export const VERDICT_GROUPS = {
  lost: ['lost'],
  restricted: ['deferred', 'lowered', 'narrowed', 'mixed'],
  changed: ['changed'],
  unknown: ['unknown'],
  improved: ['raised', 'widened'],
  new: ['gained'],
  same: ['same'],
};
