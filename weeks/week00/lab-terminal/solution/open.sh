# Open the door with the word that is given: sh open.sh WORD
LANTERN=lit python3 door.py "$1" > said.txt
status=$?
cat said.txt
cat said.txt >> door.log
rm said.txt
exit $status
