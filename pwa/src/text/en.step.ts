/** The words of zh-CN.step.ts in English. */
export default {
  "step.title": "Enter the code",
  "step.waits": "Waiting for your code: {n}. Nothing is lost.",
  "step.enter": "Enter the code",
  "step.later": "Later",
  "step.confirm": "Confirm",
  "step.offline": "The server can’t be reached. Nothing is lost: enter it once there is a network.",
  "step.why.send":
    "Publishing, bulletins, closing a month and changing roles take the 6 digits that your authenticator shows now. After it what waits is sent: {n}.",
  "step.why.file": "Taking lists and results out takes the 6 digits that your authenticator shows now.",
  "step.why.code": "A code for somebody who has an account takes the 6 digits that your authenticator shows now.",
};
