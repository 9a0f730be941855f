declare module 'asl-validator' {
  /** The package ships no types; this is the part that is used. */
  interface Finding {
    readonly 'Error code': string;
    readonly Message: string;
  }

  export default function validate(definition: unknown): {
    readonly isValid: boolean;
    readonly errors: readonly Finding[];
  };
}
