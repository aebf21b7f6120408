#!/usr/bin/env bash
# A worksheet is exported, filled in and stored by LibreOffice (as workbook, then as CSV), and imported.
set -euo pipefail
gweval=$1
edit=$2
soffice=$(command -v soffice) || { echo "no soffice here"; exit 77; }
/usr/bin/python3 -c 'import uno' 2>/dev/null || { echo "no Python bridge of LibreOffice here"; exit 77; }

work=$(mktemp -d)
office=
cleanup() {
  if [ -n "$office" ] && kill -0 "$office" 2>/dev/null; then kill "$office"; wait "$office" || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

printf 'id,name,url\none,=1+1<b>号</b>,https://one.example/\ntwo,二号,https://two.example/\n' > accounts.csv
"$gweval" score --catalogue new-media-2025 --profile account --offline --as-of 2025-11-20 accounts.csv > /dev/null
"$gweval" worksheet export gweval-out/results.json --raters 甲,乙 --round trip --out sheets --format xlsx > exported.txt
cat exported.txt

# A free port of the kernel's choice.
port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$soffice" -env:UserInstallation="file://$work/profile" --headless --norestore --nologo \
  --accept="socket,host=127.0.0.1,port=$port;urp" > office.log 2>&1 &
office=$!

cat > answers.csv <<'ANSWERS'
2,grade,优
2,evidence_url,https://one.example/posts
3,grade,中
3,note,=2+2 看起来像公式，其实是备注
3,evidence_url,https://one.example/posts
3,minutes,2.5
4,not_applicable,na
4,note,不发布此类内容
ANSWERS
/usr/bin/python3 "$edit" "$port" sheets/worksheet-甲.xlsx answers.csv 甲.xlsx
/usr/bin/python3 "$edit" "$port" sheets/worksheet-乙.xlsx answers.csv 乙.csv csv

"$gweval" worksheet import 甲.xlsx 乙.csv --at 2025-11-21 | tee imported.txt
grep -q 'ratings imported 6,' imported.txt
grep -q '=2+2 看起来像公式' gweval-ratings/batches/000002.json

