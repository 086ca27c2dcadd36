; What the installer says, in both languages.
!macro Text NAME INDONESIAN ENGLISH
  LangString ${NAME} ${LANG_INDONESIAN} "${INDONESIAN}"
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
!macroend

!insertmacro Text WELCOME "ILP Desktop dipasang untuk pengguna Windows ini saja: tanpa internet dan tanpa administrator.$\r$\n$\r$\nBila versi lama sudah terpasang, tutuplah dulu. Datanya disalin dan tetap ada.$\r$\n$\r$\nTekan Lanjut." "ILP Desktop is installed for this Windows user only: no internet and no administrator needed.$\r$\n$\r$\nIf an older version is installed, close it first. Its data is copied and stays.$\r$\n$\r$\nPress Next."
!insertmacro Text SECTION_PROGRAM "Program ILP Desktop" "ILP Desktop"
!insertmacro Text SECTION_DESKTOP "Pintasan di desktop" "Shortcut on the desktop"
!insertmacro Text SECTION_PORTABLE "Portabel, untuk dipakai dari flashdisk" "Portable, to be used from a stick"
!insertmacro Text PACKAGE "Paket ILP Desktop" "ILP Desktop package"
!insertmacro Text UPDATE "Pembaruan ILP Desktop" "ILP Desktop update"
!insertmacro Text OLD_WINDOWS "ILP Desktop memerlukan Windows 10 versi 1809 (Oktober 2018) atau lebih baru, 64-bit.$\r$\n$\r$\nWindows di komputer ini lebih lama. Tidak ada yang diubah. Jalankan Windows Update, atau pasang di komputer lain." "ILP Desktop needs Windows 10 version 1809 (October 2018) or later, 64-bit.$\r$\n$\r$\nThis Windows is older. Nothing was changed. Run Windows Update, or install on another PC."
!insertmacro Text NO_SPACE "Ruang di disk tidak cukup. Sediakan sedikitnya 250 MB, lalu jalankan lagi.$\r$\n$\r$\nVersi lama, bila ada, tetap terpasang dan data tetap aman." "There is not enough space on the disk. Free at least 250 MB and try again.$\r$\n$\r$\nAn older version stays installed and the data is safe."
!insertmacro Text NOT_WRITABLE "Folder $INSTDIR tidak dapat ditulisi. Pilih folder lain, misalnya folder yang diusulkan." "The folder $INSTDIR cannot be written to. Choose another, for example the one proposed."
!insertmacro Text RUNNING "ILP Desktop masih berjalan. Simpan pekerjaan, tutup jendelanya, lalu tekan Ulangi." "ILP Desktop is still running. Save your work, close its window, then press Retry."
!insertmacro Text NEWER_INSTALLED "Versi yang lebih baru sudah terpasang di komputer ini. Tidak ada yang diubah: versi lama mungkin tidak dapat membuka datanya." "A newer version is installed on this PC. Nothing was changed: an older one may not be able to open its data."
!insertmacro Text NOT_WRITTEN "Satu berkas program tidak dapat ditulis, mungkin karena ditahan antivirus atau disk penuh. Versi lama, bila ada, tetap terpasang dan data tetap aman. Jalankan lagi." "A file of the program could not be written; an antivirus program may hold it, or the disk is full. An older version stays installed and the data is safe. Try again."
!insertmacro Text NO_BACKUP "Data tidak dapat disalin sebagai cadangan, mungkin karena disk penuh. Versi lama tetap terpasang dan data tidak disentuh." "The data could not be copied as a backup, perhaps because the disk is full. The older version stays installed and the data was not touched."
!insertmacro Text ROLLED_BACK "Versi baru tidak dapat dijalankan di komputer ini. Versi lama sudah dikembalikan dan data tetap aman." "The new version does not start on this PC. The older version is back and the data is safe."
!insertmacro Text DOES_NOT_START "ILP Desktop tidak dapat dijalankan di komputer ini, dan sudah dihapus lagi. Matikan sementara antivirus yang menahan berkas, atau mintalah bantuan dinas." "ILP Desktop does not start on this PC and was removed again. An antivirus program may hold a file; ask the health office for help."
!insertmacro Text DELETE_DATA "Program sudah dihapus. Data pasien masih tersimpan di komputer ini dan dapat dibuka lagi setelah ILP Desktop dipasang.$\r$\n$\r$\nHapus juga data pasien?" "The program was removed. The patients' data is still on this PC and can be opened once ILP Desktop is installed again.$\r$\n$\r$\nDelete the patients' data too?"
!insertmacro Text DELETE_DATA_REALLY "Semua data pasien di komputer ini akan hilang untuk selamanya, kecuali yang ada di cadangan.$\r$\n$\r$\nYakin?" "All patients' data on this PC will be lost for ever, except what is in backups.$\r$\n$\r$\nAre you sure?"
