import type { PerformanceRule } from './rule.ts';
import { functionColdStarts } from './rules/function-cold-starts.ts';
import { functionMemoryMeasured } from './rules/function-memory-measured.ts';
import { functionMemoryShort } from './rules/function-memory-short.ts';
import { functionMemorySpare } from './rules/function-memory-spare.ts';
import { functionPoolSize } from './rules/function-pool-size.ts';
import { functionReservedShort } from './rules/function-reserved-short.ts';
import { functionTimeoutLong } from './rules/function-timeout-long.ts';
import { functionTimeoutShort } from './rules/function-timeout-short.ts';
import { taskPoolSize } from './rules/task-pool-size.ts';
import { taskSizeShort } from './rules/task-size-short.ts';
import { taskSizeSpare } from './rules/task-size-spare.ts';

/** Every rule; what relieves comes before what saves. */
export const RULES: readonly PerformanceRule[] = [
  functionMemoryShort,
  taskSizeShort,
  functionReservedShort,
  functionTimeoutShort,
  functionColdStarts,
  functionMemoryMeasured,
  functionMemorySpare,
  taskSizeSpare,
  functionTimeoutLong,
  functionPoolSize,
  taskPoolSize,
];
