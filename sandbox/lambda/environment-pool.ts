/** One execution environment: a place in which a version runs one invocation at a time. */
export interface ExecutionEnvironment {
  readonly logStream: string;
  initialised: boolean;
}

/** The execution environments of one version. An idle one is reused; else a new one starts cold. */
export class EnvironmentPool {
  readonly #idle: ExecutionEnvironment[] = [];

  acquire(makeLogStream: () => string): ExecutionEnvironment {
    return this.#idle.pop() ?? { logStream: makeLogStream(), initialised: false };
  }

  /** Gives an environment back; one that is not given back is gone. */
  release(environment: ExecutionEnvironment): void {
    this.#idle.push(environment);
  }
}
