; The installer of ILP Desktop: one file, for one user of the PC, without administrator and without network.
; Compiled on any system:  makensis -DVERSION=… -DBUNDLE=… -DOUTPUT=… -DICON=… -DPANEL=… -DSIZE=<KB> [-DSIGN=<command>] setup.nsi
;
; For the IT of the dinas:  /S silent   /D=<folder> (last, unquoted)   /PORTABLE   /NODESKTOP   /OLDER
; uninstall.exe /S keeps the data;  uninstall.exe /S /DELETEDATA deletes it too.
; Exit codes: 0 done; 1 cancelled; 2 aborted; 10 old Windows; 11 no space; 12 folder not writable; 13 program is running;
; 14 data could not be copied; 15 the new version does not start, the old one is back; 16 a newer version is installed;
; 17 a file could not be written.
Unicode true
Target amd64-unicode ; a 32-bit installer would also need 32-bit parts of Windows that a 64-bit-only system lacks
ManifestDPIAware true
ManifestSupportedOS Win10
CRCCheck force
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
RequestExecutionLevel user
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define NAME "ILP Desktop"
!define PROGRAM "ilp-desktop.exe"
!define KEY "Software\ILP Desktop"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ILP Desktop"
!define DATA "$LOCALAPPDATA\ILP Desktop"
!define PORTABLE_DATA "Data ILP Desktop"
!define PREVIOUS "versi-sebelumnya"
!define OLDEST_BUILD 17763 ; Windows 10 1809, the oldest that Qt 6 supports

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "LogicLib.nsh"
!include "WordFunc.nsh"

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
ShowInstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"
!include "setup-texts.nsh"

Var upgrading
Var data
Var attempts

!macro Refuse CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Function CheckSpace
  ; Unpacked twice for a moment: the old version stays until the new one has started.
  StrCpy $0 $INSTDIR 3
  ${DriveSpace} "$0" "/D=F /S=K" $1
  IntOp $2 ${SIZE} * 2
  ${If} $1 L< $2
    !insertmacro Refuse 11 "$(NO_SPACE)"
  ${EndIf}
FunctionEnd

Function CheckFolder
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\.tulis" w
  ${If} ${Errors}
    !insertmacro Refuse 12 "$(NOT_WRITABLE)"
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\.tulis"
FunctionEnd

; Tries until it succeeds, at most five seconds: a virus scanner holds a file for a moment, and so does a program that
; ends. The error flag says afterwards whether it failed.
!macro Insist COMMAND
  !define ID ${__LINE__}
  StrCpy $attempts 0
  again_${ID}:
  ClearErrors
  ${COMMAND}
  ${If} ${Errors}
    IntOp $attempts $attempts + 1
    Sleep 500
    IntCmp $attempts 10 0 again_${ID}
    SetErrors
  ${EndIf}
  !undef ID
!macroend

!macro CheckRunning
  ask_again:
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ; Windows lets nobody write to a program that runs.
    !insertmacro Insist 'FileOpen $0 "$INSTDIR\${PROGRAM}" a'
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY ask_again
      SetErrorLevel 13
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function CheckRunning
  !insertmacro CheckRunning
FunctionEnd

Function CheckNewer
  ReadRegStr $0 HKCU "${KEY}" "Version"
  ${If} $0 == ""
  ${OrIfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
  ${OrIf} ${FileExists} "$INSTDIR\${PORTABLE_DATA}"
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 != 1
    Return
  ${EndIf}
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/OLDER" $3
  ${If} ${Errors}
    !insertmacro Refuse 16 "$(NEWER_INSTALLED)"
  ${EndIf}
FunctionEnd

Function BackUpData
  StrCpy $data "${DATA}"
  ${If} ${FileExists} "$INSTDIR\${PORTABLE_DATA}"
    StrCpy $data "$INSTDIR\${PORTABLE_DATA}"
  ${EndIf}
  ${IfNot} ${FileExists} "$data\ilp.db"
    Return
  ${EndIf}
  StrCpy $2 "$data\cadangan-pemasangan\sebelum-${VERSION}"
  CreateDirectory "$2"
  !insertmacro Insist 'CopyFiles /SILENT "$data\ilp.db*" "$2"'
  ${If} ${Errors}
    Call RefuseWithoutBackup
  ${EndIf}
  !insertmacro Insist 'CopyFiles /SILENT "$data\kunci.json" "$2"'
  ${If} ${Errors}
    Call RefuseWithoutBackup
  ${EndIf}
FunctionEnd

Function RefuseWithoutBackup
  RMDir /r "$2"
  !insertmacro Refuse 14 "$(NO_BACKUP)"
FunctionEnd

; The old program in "${PREVIOUS}" says that the new one has not proven itself yet: it goes there first, comes back last.
Function SetOldAside
  Call BringOldBack ; of an update that a power cut ended
  StrCpy $upgrading 0
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    Return
  ${EndIf}
  StrCpy $upgrading 1
  CreateDirectory "$INSTDIR\${PREVIOUS}"
  !insertmacro Insist 'Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\${PREVIOUS}\${PROGRAM}"'
  ${If} ${Errors}
    Call RefuseHeldFiles
  ${EndIf}
  !insertmacro Insist 'Rename "$INSTDIR\_internal" "$INSTDIR\${PREVIOUS}\_internal"'
  ${If} ${Errors}
    Call RefuseHeldFiles
  ${EndIf}
FunctionEnd

Function RefuseHeldFiles
  Call BringOldBack
  !insertmacro Refuse 13 "$(RUNNING)"
FunctionEnd

Function BringOldBack
  ${If} ${FileExists} "$INSTDIR\${PREVIOUS}\${PROGRAM}"
    ${If} ${FileExists} "$INSTDIR\${PREVIOUS}\_internal"
      RMDir /r "$INSTDIR\_internal"
      !insertmacro Insist 'Rename "$INSTDIR\${PREVIOUS}\_internal" "$INSTDIR\_internal"'
    ${EndIf}
    Delete "$INSTDIR\${PROGRAM}"
    !insertmacro Insist 'Rename "$INSTDIR\${PREVIOUS}\${PROGRAM}" "$INSTDIR\${PROGRAM}"'
  ${EndIf}
  RMDir /r "$INSTDIR\${PREVIOUS}"
FunctionEnd

Function TakeNewAway
  Delete "$INSTDIR\${PROGRAM}"
  RMDir /r "$INSTDIR\_internal"
  Call BringOldBack
  RMDir "$INSTDIR"
FunctionEnd

Function StartOnce
  ; The new version must load all of itself before the old one goes.
  nsExec::ExecToStack /TIMEOUT=120000 '"$INSTDIR\${PROGRAM}" start-check'
  Pop $0
  Pop $1
  ${If} $0 == "0"
    Delete "$INSTDIR\${PREVIOUS}\${PROGRAM}"
    RMDir /r "$INSTDIR\${PREVIOUS}"
    Return
  ${EndIf}
  Call TakeNewAway
  ${If} $upgrading == 1
    !insertmacro Refuse 15 "$(ROLLED_BACK)"
  ${EndIf}
  !insertmacro Refuse 15 "$(DOES_NOT_START)"
FunctionEnd

Section "$(SECTION_PROGRAM)"
  SectionIn RO
  Call CheckSpace
  Call CheckFolder
  Call CheckRunning
  Call CheckNewer
  Call BackUpData
  Call SetOldAside
  SetOutPath "$INSTDIR"
  SetOverwrite try
  ClearErrors
  File /r "${BUNDLE}"
  ${If} ${Errors}
    SetOutPath "$TEMP"
    Call TakeNewAway
    !insertmacro Refuse 17 "$(NOT_WRITTEN)"
  ${EndIf}
  SetOutPath "$TEMP" ; a folder that is the current one cannot be taken away
  Call StartOnce
SectionEnd

Section /o "$(SECTION_PORTABLE)" portable
  CreateDirectory "$INSTDIR\${PORTABLE_DATA}"
SectionEnd

Section "$(SECTION_DESKTOP)" desktop
  ${IfNot} ${FileExists} "$INSTDIR\${PORTABLE_DATA}"
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${EndIf}
SectionEnd

Section
  ${If} ${FileExists} "$INSTDIR\${PORTABLE_DATA}"
    Return
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr HKCU "Software\Classes\.ilppaket" "" "ILPDesktop.Paket"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Paket" "" "$(PACKAGE)"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Paket\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Paket\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "Software\Classes\.ilppembaruan" "" "ILPDesktop.Pembaruan"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Pembaruan" "" "$(UPDATE)"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Pembaruan\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\ILPDesktop.Pembaruan\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ${RefreshShellIcons}
SectionEnd

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Refuse 10 "$(OLD_WINDOWS)"
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PORTABLE" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${portable}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/NODESKTOP" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${desktop}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  Call TakeNewAway
  SetErrorLevel 11
FunctionEnd

Function un.onInit
  !insertmacro CheckRunning
FunctionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\${PREVIOUS}"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}\${NAME}.lnk"
  RMDir "$SMPROGRAMS\${NAME}"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\ILPDesktop.Paket"
  DeleteRegKey HKCU "Software\Classes\.ilppaket"
  DeleteRegKey HKCU "Software\Classes\ILPDesktop.Pembaruan"
  DeleteRegKey HKCU "Software\Classes\.ilppembaruan"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  ${RefreshShellIcons}
  Call un.AskForData
SectionEnd

Function un.AskForData
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    RMDir /r "${DATA}"
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "${DATA}\ilp.db"
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DELETE_DATA)" /SD IDNO IDYES ask_again
  Return
  ask_again:
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DELETE_DATA_REALLY)" /SD IDNO IDYES delete
  Return
  delete:
  RMDir /r "${DATA}"
FunctionEnd
