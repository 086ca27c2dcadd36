; The installer of ILP Desktop: one file, for one user of the PC, without administrator and without network.
; Compiled on any system:  makensis -DVERSION=… -DBUNDLE=… -DOUTPUT=… -DICON=… -DSIZE=<KB> [-DSIGN=<command>] setup.nsi
;
; For the IT of the dinas:  /S silent   /D=<folder> (last, unquoted)   /PORTABLE   /NODESKTOP
; uninstall.exe /S keeps the data;  uninstall.exe /S /DELETEDATA deletes it too.
; Exit codes: 0 done; 1 cancelled; 2 aborted; 10 old Windows; 11 no space; 12 folder not writable; 13 program is running;
; 14 data could not be copied; 15 the new version does not start, the old one is back.
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
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
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

Function CheckRunning
  again:
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    Return
  ${EndIf}
  ; Windows lets nobody write to a program that runs.
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 13
    Quit
  ${EndIf}
  FileClose $0
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
  ClearErrors
  CopyFiles /SILENT "$data\ilp.db*" "$2"
  CopyFiles /SILENT "$data\kunci.json" "$2"
  ${If} ${Errors}
    !insertmacro Refuse 14 "$(NO_BACKUP)"
  ${EndIf}
FunctionEnd

Function SetOldAside
  StrCpy $upgrading 0
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    Return
  ${EndIf}
  StrCpy $upgrading 1
  RMDir /r "$INSTDIR\${PREVIOUS}"
  CreateDirectory "$INSTDIR\${PREVIOUS}"
  ClearErrors
  Rename "$INSTDIR\_internal" "$INSTDIR\${PREVIOUS}\_internal"
  Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\${PREVIOUS}\${PROGRAM}"
  ${If} ${Errors}
    Call BringOldBack
    !insertmacro Refuse 13 "$(RUNNING)"
  ${EndIf}
FunctionEnd

Function BringOldBack
  ${If} ${FileExists} "$INSTDIR\${PREVIOUS}\_internal"
    RMDir /r "$INSTDIR\_internal"
    Rename "$INSTDIR\${PREVIOUS}\_internal" "$INSTDIR\_internal"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${PREVIOUS}\${PROGRAM}"
    Delete "$INSTDIR\${PROGRAM}"
    Rename "$INSTDIR\${PREVIOUS}\${PROGRAM}" "$INSTDIR\${PROGRAM}"
  ${EndIf}
  RMDir /r "$INSTDIR\${PREVIOUS}"
FunctionEnd

Function StartOnce
  ; The new version must load all of itself before the old one goes.
  nsExec::ExecToStack /TIMEOUT=120000 '"$INSTDIR\${PROGRAM}" start-check'
  Pop $0
  Pop $1
  ${If} $0 == "0"
    RMDir /r "$INSTDIR\${PREVIOUS}"
    Return
  ${EndIf}
  ${If} $upgrading == 1
    Call BringOldBack
    !insertmacro Refuse 15 "$(ROLLED_BACK)"
  ${EndIf}
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  !insertmacro Refuse 15 "$(DOES_NOT_START)"
FunctionEnd

Section "$(SECTION_PROGRAM)"
  SectionIn RO
  Call CheckSpace
  Call CheckFolder
  Call CheckRunning
  Call BackUpData
  Call SetOldAside
  SetOutPath "$INSTDIR"
  SetOverwrite try
  ClearErrors
  File /r "${BUNDLE}"
  ${If} ${Errors}
    Call BringOldBack
    !insertmacro Refuse 11 "$(NO_SPACE)"
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
  Call BringOldBack
  SetErrorLevel 11
FunctionEnd

Function un.onInit
  again:
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  ${If} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\${PROGRAM}"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 13
    Quit
  ${EndIf}
  FileClose $0
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
