/** A call of AWS that `call_aws` may make, in the form that a permission has. Whatever is not here is refused. */
export interface ApprovedCall {
  readonly summary: string;
  readonly idempotent: boolean;
  readonly undoable: boolean;
}

export const APPROVED_CALLS: Readonly<Record<string, ApprovedCall>> = {
  'lambda:PutFunctionConcurrency': {
    summary: 'Reserve concurrency for the function.',
    idempotent: true,
    undoable: true,
  },
  'application-autoscaling:RegisterScalableTarget': {
    summary: 'Change the least and the most tasks that scaling may choose.',
    idempotent: true,
    undoable: true,
  },
  'ecs:StopTask': {
    summary: 'Stop one task; the service starts another one.',
    idempotent: true,
    undoable: false,
  },
  'sqs:StartMessageMoveTask': {
    summary: 'Move the messages of a dead-letter queue back to where they came from.',
    idempotent: false,
    undoable: false,
  },
};
