export interface VolumeShape {
  readonly type: string;
  readonly gib: number;
  readonly iops: number;
  readonly mibPerSecond: number;
}

/** Dollars a GiB and month of EBS volumes. */
const GIB_MONTH: Readonly<Record<string, number>> = {
  standard: 0.05,
  gp2: 0.1,
  gp3: 0.08,
  io1: 0.125,
  io2: 0.125,
  st1: 0.045,
  sc1: 0.015,
};
const IOPS_MONTH = 0.065;
/** What a gp3 volume has for the price of its size, and the prices of more. */
const GP3 = { iops: 3000, mibPerSecond: 125, iopsMonth: 0.005, mibPerSecondMonth: 0.04 };
/** Above this size a gp2 volume has more throughput than a gp3 volume brings along. */
const GP2_FAST_GIB = 170;
const GP2_MOST = { iops: 16_000, mibPerSecond: 250 };

/** Dollars a month; undefined for a type that is not in the table. */
export function volumeMonthly({ type, gib, iops, mibPerSecond }: VolumeShape): number | undefined {
  const price = GIB_MONTH[type];
  if (price === undefined) return undefined;
  if (type === 'io1' || type === 'io2') return gib * price + iops * IOPS_MONTH;
  if (type !== 'gp3') return gib * price;
  const moreIops = Math.max(0, iops - GP3.iops) * GP3.iopsMonth;
  const moreThroughput = Math.max(0, mibPerSecond - GP3.mibPerSecond) * GP3.mibPerSecondMonth;
  return gib * price + moreIops + moreThroughput;
}

/**
 * The gp3 volumes that do as much as a gp2 volume of that size, of three IOPS a GiB and at least 3,000: with all the
 * throughput that it can reach, and with that which gp3 brings along.
 */
export function gp3Shapes(gib: number): readonly [same: VolumeShape, plain: VolumeShape] {
  const iops = Math.min(Math.max(GP3.iops, gib * 3), GP2_MOST.iops);
  const plain = { type: 'gp3', gib, iops, mibPerSecond: GP3.mibPerSecond };
  return [gib > GP2_FAST_GIB ? { ...plain, mibPerSecond: GP2_MOST.mibPerSecond } : plain, plain];
}

/** Dollars a GiB and month. */
export const SNAPSHOT_GIB_MONTH = 0.05;
export const LOG_GIB_MONTH = 0.03;
export const DATABASE_GIB_MONTH = 0.115;
