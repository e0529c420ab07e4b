select * from routes where upper(name) like '%LAKE%' order by code;
