export type Architecture = 'x86_64' | 'arm64';

/** Dollars of Lambda: a GB-second of duration, a GB-second of provisioned concurrency, a million requests. */
export const LAMBDA = {
  x86_64: { gbSecond: 0.0000166667, provisionedGbSecond: 0.0000041667 },
  arm64: { gbSecond: 0.0000133334, provisionedGbSecond: 0.0000033334 },
  millionRequests: 0.2,
} as const;

/** Dollars of Fargate, an hour. */
export const FARGATE = {
  x86_64: { cpu: 0.04048, gib: 0.004445 },
  arm64: { cpu: 0.03238, gib: 0.00356 },
} as const;

/** Dollars of DynamoDB: units that are provisioned, an hour; a million that are asked for; a GB and month. */
export const DYNAMODB = {
  writeUnitHour: 0.00065,
  readUnitHour: 0.00013,
  millionWrites: 0.625,
  millionReads: 0.125,
  gbMonth: 0.25,
} as const;

/** Fargate's sizes: CPU units, and GiB of memory from, to, in steps of. */
const FARGATE_SIZES: readonly (readonly [cpu: number, from: number, to: number, step: number])[] = [
  [256, 0.5, 2, 0.5],
  [512, 1, 4, 1],
  [1024, 2, 8, 1],
  [2048, 4, 16, 1],
  [4096, 8, 30, 1],
  [8192, 16, 60, 4],
  [16_384, 32, 120, 8],
];

/** The smallest size that Fargate has with at least so much. */
export function fargateSize(cpu: number, gib: number): { cpu: number; gib: number } | undefined {
  for (const [units, from, to, step] of FARGATE_SIZES) {
    // A quarter of a CPU comes with 0.5, 1 or 2 GiB.
    const memory = Math.max(from, Math.ceil(gib / step) * step);
    const fitting = units === 256 && memory === 1.5 ? 2 : memory;
    if (units >= cpu && fitting <= to) return { cpu: units, gib: fitting };
  }
  return undefined;
}

/** Dollars a month of one task. */
export function taskMonthly(
  { cpu, gib }: { readonly cpu: number; readonly gib: number },
  architecture: Architecture,
  hours: number,
): number {
  const price = FARGATE[architecture];
  return ((cpu / 1024) * price.cpu + gib * price.gib) * hours;
}
