import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Call, json } from './call.ts';

const SECONDS = 1_767_225_600;
const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const MD5_OF_TEXT = '1cb251ec0d568de6a929b520c4aed8d1';
const EMAIL = new SendEmailCommand({
  FromEmailAddress: 'ops@example.com',
  Destination: { ToAddresses: ['ada@example.org'] },
  Content: {
    Simple: {
      Subject: { Data: 'Geöffnet', Charset: 'UTF-8' },
      Body: { Text: { Data: 'text', Charset: 'UTF-8' }, Html: { Data: '<p>text</p>', Charset: 'UTF-8' } },
    },
  },
});
const SMS = new PublishCommand({
  PhoneNumber: '+49151123456',
  Message: 'Opened',
  MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
});
const xml = (body: string, status = 200) => ({ status, headers: { 'content-type': 'text/xml' }, body });

/** What telling people of something takes. */
export const notificationCalls: Readonly<Record<string, Call>> = {
  'secret value': {
    send: (clients) =>
      clients(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: 'operate/slack' })),
    answers: [json({ Name: 'operate/slack', SecretString: 'token', CreatedDate: SECONDS })],
    expected: { SecretString: 'token', CreatedDate: new Date(SECONDS * 1000) },
  },
  'secret described': {
    send: (clients) =>
      clients(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId: 'operate/slack' })),
    answers: [
      json({
        Name: 'operate/slack',
        DeletedDate: SECONDS,
        VersionIdsToStages: { v1: ['AWSCURRENT', 'AWSPREVIOUS'] },
      }),
    ],
    expected: {
      DeletedDate: new Date(SECONDS * 1000),
      VersionIdsToStages: { v1: ['AWSCURRENT', 'AWSPREVIOUS'] },
    },
  },
  'secret that is not there': {
    send: (clients) => clients(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: 'none' })),
    answers: [json({ __type: 'ResourceNotFoundException', Message: 'None such' }, 400)],
    expected: { name: 'ResourceNotFoundException', message: 'None such', $fault: 'client' },
  },
  'ses send': {
    send: (clients) => clients(SESv2Client).send(EMAIL),
    answers: [json({ MessageId: 'm' })],
    expected: { MessageId: 'm' },
  },
  'ses send from an unverified address': {
    send: async (clients) => {
      try {
        return await clients(SESv2Client).send(EMAIL);
      } catch (error) {
        return { known: error instanceof MessageRejected };
      }
    },
    answers: [json({ message: 'Not verified' }, 400, { 'x-amzn-errortype': 'MessageRejected' })],
    expected: { known: true },
  },
  'ses send, once, after an outage': {
    send: (clients) => clients(SESv2Client).send(EMAIL),
    answers: [json({ message: 'Internal' }, 500, { 'x-amzn-errortype': 'InternalServiceErrorException' })],
    expected: { name: 'InternalServiceErrorException', httpStatusCode: 500, attempts: 1 },
  },
  'sns sms': {
    send: (clients) => clients(SNSClient).send(SMS),
    answers: [
      xml(
        `<PublishResponse xmlns="${NAMESPACE}"><PublishResult><MessageId>m</MessageId></PublishResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
      ),
    ],
    expected: { MessageId: 'm' },
  },
  'sns sms to nobody, once': {
    send: (clients) => clients(SNSClient).send(SMS),
    answers: [
      xml(
        `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
        400,
      ),
    ],
    expected: { message: 'Rate exceeded', attempts: 1 },
  },
  'sqs send batch': {
    send: (clients) =>
      clients(SQSClient).send(
        new SendMessageBatchCommand({
          QueueUrl: `${process.env['AWS_ENDPOINT_URL']}/000000000000/operate-notifications`,
          Entries: [
            { Id: '0', MessageBody: 'text', DelaySeconds: 60 },
            { Id: '1', MessageBody: 'text' },
          ],
        }),
      ),
    answers: [
      json({
        Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: MD5_OF_TEXT }],
        Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
      }),
    ],
    expected: { Successful: [{ Id: '0' }], Failed: [{ Id: '1', Code: 'InternalError' }] },
  },
};
