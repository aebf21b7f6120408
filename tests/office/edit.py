"""Fills in a worksheet as a person at LibreOffice would: edit.py PORT SHEET ANSWERS OUT [csv].

ANSWERS is CSV: the row of the sheet (from 2), a column id, a value. The document is stored in Excel's format, or as CSV.
"""
import csv
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(200):
        try:
            return resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.3)
    sys.exit("soffice does not answer")


def option(name, value):
    out = PropertyValue()
    out.Name, out.Value = name, value
    return out


def main(port, source, answers, target, kind="xlsx"):
    context = connect(port)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(pathlib.Path(source).resolve().as_uri(), "_blank", 0, (option("Hidden", True),))
    sheet = document.Sheets.getByIndex(0)
    columns = {}
    for place in range(40):
        head = sheet.getCellByPosition(place, 0).String
        if head:
            columns[head.split()[-1]] = place
    with open(answers, newline="", encoding="utf-8") as file:
        for row, column, value in csv.reader(file):
            cell = sheet.getCellByPosition(columns[column], int(row) - 1)
            try:
                cell.Value = float(value)
            except ValueError:
                cell.String = value
    filters = {
        "xlsx": (option("FilterName", "Calc MS Excel 2007 XML"),),
        "csv": (option("FilterName", "Text - txt - csv (StarCalc)"), option("FilterOptions", "44,34,76,1")),
    }
    document.storeToURL(pathlib.Path(target).resolve().as_uri(), filters[kind])
    document.close(True)
    if kind == "csv":
        desktop.terminate()


main(*sys.argv[1:])
