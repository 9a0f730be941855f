import { GetAccountPasswordPolicyCommand, GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { asked, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';

/** The account itself: its root user and its password policy. */
export const iamAccount: Lister = {
  type: 'AWS::IAM::Account',
  actions: ['iam:GetAccountSummary', 'iam:GetAccountPasswordPolicy'],
  async list({ clients, environment: { account } }, spend) {
    const iam = clients(IAMClient);
    spend();
    const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
    spend();
    const policy = await asked(iam.send(new GetAccountPasswordPolicyCommand({})), ['NoSuchEntityException']);
    return {
      resources: [
        {
          type: 'AWS::IAM::Account',
          id: account,
          arn: `arn:aws:iam::${account}:root`,
          region: 'global',
          tags: {},
          properties: described({
            Summary: SummaryMap,
            PasswordPolicy: madeOf(policy, (answer) => answer.PasswordPolicy ?? null),
          }),
        },
      ],
    };
  },
};
