; The installer for Windows. The version comes from the program: iscc /DVersion=... supine.iss

#ifndef Version
  #error Say which version: /DVersion=...
#endif

[Setup]
AppId=app.supine.Supine
AppName=Supine
AppVersion={#Version}
AppPublisher=The Supine maintainers
DefaultDirName={autopf}\Supine
DefaultGroupName=Supine
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
; for one person, without asking for an administrator
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=..\..\build\package
OutputBaseFilename=supine-{#Version}-windows-x86_64
SetupIconFile=..\..\build\package\supine.ico
UninstallDisplayIcon={app}\supine.exe
WizardStyle=modern
Compression=lzma2
SolidCompression=yes
CloseApplications=yes

[Files]
Source: "..\..\build\package\supine\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Supine"; Filename: "{app}\supine.exe"; AppUserModelID: "app.supine.Supine"

[Registry]
; Windows knows file types only by their last suffix, and .yaml is not ours: "Open with"
Root: HKA; Subkey: "Software\Classes\Applications\supine.exe\SupportedTypes"; ValueType: string; ValueName: ".yaml"; ValueData: ""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\supine.exe\shell\open\command"; ValueType: string; ValueData: """{app}\supine.exe"" ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\supine.exe"; Description: "{cm:LaunchProgram,Supine}"; Flags: nowait postinstall skipifsilent
