/* Wine 8 has no bcryptprimitives.dll; Rust's standard library takes its randomness from ProcessPrng. */
#define MOST 0x10000000

unsigned char __attribute__((dllimport)) SystemFunction036(void *buffer, unsigned long count);

__declspec(dllexport) int ProcessPrng(unsigned char *buffer, unsigned long long count)
{
    while (count) {
        unsigned long part = count > MOST ? MOST : (unsigned long)count;
        if (!SystemFunction036(buffer, part)) return 0;
        buffer += part;
        count -= part;
    }
    return 1;
}
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
