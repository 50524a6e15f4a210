@echo off
rem Runs the yolonas command from a built tree.
setlocal
set "MODULE=%~dp0.."
set "JAR="
for %%f in ("%MODULE%\target\yolonas-examples-*.jar") do (
  echo %%~nf| findstr /e /c:"-sources" /c:"-javadoc" >nul || set "JAR=%%f"
)
if not defined JAR goto notbuilt
if not exist "%MODULE%\target\classpath" goto notbuilt

rem Through the environment, for a command line holds 8191 characters and "set /p" reads 1023.
for /f "usebackq delims=" %%c in ("%MODULE%\target\classpath") do set "CLASSPATH=%JAR%;%%c"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %JAVA_OPTS% io.github.yolonas.examples.command.YolonasCommand %*
exit /b %ERRORLEVEL%

:notbuilt
echo yolonas: not built yet; run in the project's folder: mvn -q -DskipTests package 1>&2
exit /b 1
