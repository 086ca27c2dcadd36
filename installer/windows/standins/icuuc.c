/* Wine 8 has no icuuc.dll. Qt asks it for text codecs by name only; this one knows none. */
#define EXPORT __declspec(dllexport)
#define UNSUPPORTED 16
typedef int Error;

EXPORT void *ucnv_open(const char *name, Error *error) { if (error) *error = UNSUPPORTED; return 0; }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
EXPORT const char *ucnv_getName(const void *converter, Error *error) { if (error) *error = UNSUPPORTED; return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, Error *error)
{ if (error) *error = UNSUPPORTED; return 0; }
EXPORT const char *ucnv_getAvailableName(int index) { return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{ if (action) *action = 0; if (context) *context = 0; }
EXPORT void ucnv_getFromUCallBack(const void *converter, void **action, const void **context)
{ if (action) *action = 0; if (context) *context = 0; }
EXPORT void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **old, const void **old_context, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **old, const void **old_context, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void ucnv_toUnicode(void *converter, void **target, const void *target_end, const char **source, const char *source_end,
                           int *offsets, signed char flush, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void ucnv_fromUnicode(void *converter, char **target, const char *target_end, const void **source, const void *source_end,
                             int *offsets, signed char flush, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT int ucnv_toUCountPending(const void *converter, Error *error) { if (error) *error = UNSUPPORTED; return -1; }
EXPORT int ucnv_fromUCountPending(const void *converter, Error *error) { if (error) *error = UNSUPPORTED; return -1; }
EXPORT void ucnv_cbToUWriteUChars(void *arguments, const void *source, int length, int offset, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *source_end, int offset, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const char *units, int length, int reason, Error *error)
{ if (error) *error = UNSUPPORTED; }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const void *units, int length, int code_point,
                                            int reason, Error *error)
{ if (error) *error = UNSUPPORTED; }
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
