import { fargateSize } from '../costs/prices/serverless.ts';

/** A size of a Fargate task. */
export interface TaskSize {
  readonly cpu: number;
  readonly memoryMb: number;
}

/** The smallest size that Fargate has with at least so much; undefined beyond its largest. */
export function taskSize(cpu: number, memoryMb: number): TaskSize | undefined {
  const found = fargateSize(cpu, memoryMb / 1024);
  return found && { cpu: found.cpu, memoryMb: found.gib * 1024 };
}
