@echo off
rem Starts gor.py on Windows: the same commands as make and ./gor elsewhere.
setlocal
set "launcher=python"
where py >nul 2>nul && set "launcher=py -3"
if defined PYTHON set "launcher=%PYTHON%"
%launcher% "%~dp0gor.py" %*
exit /b %errorlevel%
