/** Where the prices of this folder hold, and when they were read. Discounts and other regions are not in them. */
export const LIST_PRICES = {
  region: 'us-east-1',
  words: 'List prices on demand of us-east-1, in US dollars; other regions are up to a fifth dearer.',
} as const;

/** AWS's own month. */
export const HOURS_A_MONTH = 730;
