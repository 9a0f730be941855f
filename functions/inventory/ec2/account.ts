import { EC2Client, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';

/** What holds for new volumes of the account. */
export const ec2Account: Lister = {
  type: 'AWS::EC2::Account',
  actions: ['ec2:GetEbsEncryptionByDefault'],
  async list({ clients, environment: { account, region } }, spend) {
    spend();
    const { EbsEncryptionByDefault = false } = await clients(EC2Client).send(
      new GetEbsEncryptionByDefaultCommand({}),
    );
    return {
      resources: [
        {
          type: 'AWS::EC2::Account',
          id: account,
          arn: `arn:aws:ec2:${region}:${account}:account`,
          region,
          tags: {},
          properties: { EbsEncryptionByDefault, Region: region },
        },
      ],
    };
  },
};
