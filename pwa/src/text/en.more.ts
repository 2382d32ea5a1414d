import type zh from "./zh-CN.more";

const en = {} as Record<keyof typeof zh, string>;
export default en;
