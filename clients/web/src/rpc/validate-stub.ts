/**
 * Stands in for buf/validate/validate.proto, which generated messages import
 * for their rules. Only the server checks rules; without this the page would
 * carry 22 kB of descriptions that nothing reads. vite.config.ts puts it in.
 */
import { fileDesc } from "@bufbuild/protobuf/codegenv2";

export const file_buf_validate_validate = /*@__PURE__*/ fileDesc("ChtidWYvdmFsaWRhdGUvdmFsaWRhdGUucHJvdG8SDGJ1Zi52YWxpZGF0ZWIGcHJvdG8z");
