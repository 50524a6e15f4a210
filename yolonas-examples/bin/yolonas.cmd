@echo off
rem Runs the yolonas command from a built tree: mvn -q -DskipTests package
setlocal
set "TARGET=%~dp0..\target"
if not exist "%TARGET%\classpath" (
  echo yolonas: not built yet; run: mvn -q -DskipTests package 1>&2
  exit /b 1
)
for %%f in ("%TARGET%\yolonas-examples-*-SNAPSHOT.jar") do set "JAR=%%f"
set /p DEPENDENCIES=<"%TARGET%\classpath"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java") else (set "JAVA=java")
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %JAVA_OPTS% -cp "%JAR%;%DEPENDENCIES%" io.github.yolonas.examples.YolonasCommand %*
exit /b %ERRORLEVEL%
