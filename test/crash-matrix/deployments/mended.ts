/** Cases that did not hold once, with what was wrong; each is a test of its own. */
export const MENDED: Readonly<Record<string, string>> = {
  'blue-green/lambda-alias/scenario/window-end-under-throttles':
    'the end of a rollback window was given up with its third failure, and the old version ran for ever',
  'blue-green/ecs-pair/scenario/window-end-under-throttles':
    'the end of a rollback window was given up with its third failure, and the old version ran for ever',
  'blue-green/lambda-alias/attended/resume-deployment.SFN.SendTaskSuccess.1/outage':
    'a resume that got no further than its record was refused when it was repeated, and the hold lasted for a day',
  'blue-green/lambda-alias/rolled-back/drive-lambda-alias.Lambda.GetAlias.1/outage':
    'an outage of minutes was longer than a restore tried for, and left a service to a person',
  'blue-green/ecs-pair/scenario/weights-changed-in-the-window':
    'a quiet minute right after the shift proved that the old version may be drained, whoever was given traffic since',
  'blue-green/ecs-pair/scenario/stack-redeployed-in-the-window':
    "the window's end drained the side to which the user's own stack had given all traffic again",
  'blue-green/lambda-alias/promoted/gate-incidents.DynamoDB.GetItem.1/function-timeout':
    'a source of gates that was cut off once refused the deployment',
};
