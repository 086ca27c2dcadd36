/* Wine 8's mscms.dll lacks WcsCreateIccProfile, which Qt imports for the screen's colour profile: there is none. */
#define EXPORT __declspec(dllexport)

EXPORT void *OpenColorProfileW(const void *profile, unsigned access, unsigned share, unsigned creation) { return 0; }
EXPORT void *OpenColorProfileA(const void *profile, unsigned access, unsigned share, unsigned creation) { return 0; }
EXPORT int CloseColorProfile(void *profile) { return 0; }
EXPORT int GetColorProfileFromHandle(void *profile, unsigned char *buffer, unsigned *size) { if (size) *size = 0; return 0; }
EXPORT void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
