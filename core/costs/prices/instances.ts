/** Dollars an hour of the size `large`, Linux on demand; sizes of a family are multiples of it. */
const INSTANCE: Readonly<Record<string, number>> = {
  t2: 0.0928,
  t3: 0.0832,
  t4g: 0.0672,
  m4: 0.1,
  m5: 0.096,
  m6i: 0.096,
  m6g: 0.077,
  m7i: 0.1008,
  m7g: 0.0816,
  c4: 0.1,
  c5: 0.085,
  c6i: 0.085,
  c6g: 0.068,
  c7g: 0.0725,
  r4: 0.133,
  r5: 0.126,
  r6i: 0.126,
  r6g: 0.1008,
  r7g: 0.1071,
};

/** The same for databases: MySQL and PostgreSQL, one zone. */
const DATABASE: Readonly<Record<string, number>> = {
  t2: 0.136,
  t3: 0.136,
  t4g: 0.129,
  m4: 0.175,
  m5: 0.171,
  m6i: 0.171,
  m6g: 0.152,
  m7g: 0.168,
  r4: 0.24,
  r5: 0.24,
  r6i: 0.24,
  r6g: 0.215,
};

/** Smallest first; the factor is that of the price and of the capacity to `large`. */
const SIZES: readonly (readonly [string, number])[] = [
  ['nano', 0.0625],
  ['micro', 0.125],
  ['small', 0.25],
  ['medium', 0.5],
  ['large', 1],
  ['xlarge', 2],
  ['2xlarge', 4],
  ['4xlarge', 8],
  ['8xlarge', 16],
  ['12xlarge', 24],
  ['16xlarge', 32],
  ['24xlarge', 48],
];

export interface Hardware {
  readonly family: string;
  readonly size: string;
}

/** `m5.large`, or `db.m5.large` of a database. */
export function hardwareOf(name: string): Hardware {
  const [size = '', family = ''] = name.split('.').reverse();
  return { family, size };
}

function factorOf(size: string): number | undefined {
  return SIZES.find(([name]) => name === size)?.[1];
}

function hourly(prices: Readonly<Record<string, number>>, { family, size }: Hardware): number | undefined {
  const [price, factor] = [prices[family], factorOf(size)];
  return price === undefined || factor === undefined ? undefined : price * factor;
}

/** Dollars an hour; undefined for a type that is not in the table. */
export function instanceHourly(type: string): number | undefined {
  return hourly(INSTANCE, hardwareOf(type));
}

/** Dollars an hour in one zone; undefined for a class that is not in the table. */
export function databaseHourly(instanceClass: string): number | undefined {
  return hourly(DATABASE, hardwareOf(instanceClass));
}

/**
 * The type with half of the capacity, as far as there is one: families other than the burstable begin at `large`, and
 * what follows 8xlarge is not its double.
 */
export function halved(type: string): string | undefined {
  const { family, size } = hardwareOf(type);
  const factor = factorOf(size);
  const smaller = SIZES.find(([, other]) => factor !== undefined && other * 2 === factor);
  if (!smaller || (smaller[1] < 1 && !family.startsWith('t'))) return undefined;
  return type.replace(/[^.]+$/, smaller[0]);
}

/** The same size of another family. */
export function inFamily(type: string, family: string): string {
  const { family: before, size } = hardwareOf(type);
  return type.replace(`${before}.${size}`, `${family}.${size}`);
}

/** Memory in GiB of a type by its family's letter. */
export function memoryGib(type: string): number | undefined {
  const { family, size } = hardwareOf(type);
  const ofLarge: Readonly<Record<string, number>> = { c: 4, m: 8, t: 8, r: 16 };
  const [gib, factor] = [ofLarge[family.charAt(0)], factorOf(size)];
  return gib === undefined || factor === undefined ? undefined : gib * factor;
}
